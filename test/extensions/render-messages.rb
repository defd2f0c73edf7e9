# Renders what merchants paste into their notification templates with the original Liquid, which has only its own tags
# and filters there. In: the day, the snippets by name, and the messages, as JSON on stdin; out: a list of their HTML.
require 'json'
require 'liquid'
require 'time'

input = JSON.parse($stdin.read)
NOW = Time.parse(input['now']).utc
ENV['TZ'] = 'UTC'
Time.singleton_class.prepend(Module.new { def now(*) = NOW })

snippets = input['snippets'].transform_values { |text| Liquid::Template.parse(text, error_mode: :strict) }

messages = input['messages'].map do |message|
  snippets[message['snippet']].render!(message['sees'], strict_filters: true)
end

puts JSON.generate(messages)
