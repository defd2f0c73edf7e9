# Renders a page of the app with the original Liquid, once for each language. Asks for JSON, answers JSON.
require 'json'
require 'liquid'

module Filters
  def money(cents) = format('$%.2f', cents / 100.0)
  def image_url(address, _size = {}) = address.to_s
end

asked = JSON.parse($stdin.read)
page = Liquid::Template.parse(asked['text'], error_mode: :strict)
answers = asked['languages'].to_h do |language|
  scope = asked['scope'].merge('request' => { 'locale' => { 'iso_code' => language } })
  [language, page.render!(scope, filters: [Filters], strict_filters: true)]
end
puts JSON.generate(answers)
