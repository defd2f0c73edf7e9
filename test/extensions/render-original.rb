# Renders the extension's blocks with the original Liquid. In: the extension's folder, the day, and the pages to render,
# as JSON on stdin; out: a list of their HTML. What Liquid itself does not have, Shopify's `t`, `json` and `asset_url`
# and Rails' `blank?`, is here once more, and shares no code with the stand-in's.
require 'json'
require 'liquid'
require 'time'

input = JSON.parse($stdin.read)
FOLDER = input['folder']
NOW = Time.parse(input['now']).utc
ENV['TZ'] = 'UTC'
Time.singleton_class.prepend(Module.new { def now(*) = NOW })

[NilClass, FalseClass].each { |type| type.class_eval { def blank? = true } }
[TrueClass, Numeric].each { |type| type.class_eval { def blank? = false } }
[Array, Hash].each { |type| type.class_eval { def blank? = empty? } }
String.class_eval { def blank? = strip.empty? }

LOCALES = Dir[File.join(FOLDER, 'locales', '*.json')].reject { |file| file.end_with?('.schema.json') }.to_h do |file|
  [File.basename(file).sub(/(\.default)?\.json\z/, ''), JSON.parse(File.read(file))]
end

# Plural forms of whole numbers, after the Unicode CLDR.
def plural(locale, count)
  case locale
  when 'ja' then 'other'
  when 'fr', 'pt-BR' then count < 2 ? 'one' : 'other'
  when 'pl'
    return 'one' if count == 1

    (2..4).cover?(count % 10) && !(12..14).cover?(count % 100) ? 'few' : 'many'
  else count == 1 ? 'one' : 'other'
  end
end

module ShopifyFilters
  def t(key, values = {})
    asked = @context['request']['locale']['iso_code']
    locale = LOCALES.key?(asked) ? asked : 'en'
    found = LOCALES[locale].dig(*key.split('.'))
    found = found[plural(locale, values['count'].to_i)] || found['other'] if found.is_a?(Hash)
    found.gsub(/\{\{\s*(\w+)\s*\}\}/) do
      value = values[Regexp.last_match(1)].to_s
      key.end_with?('_html') ? value : value.gsub(/[&<>"]/, '&' => '&amp;', '<' => '&lt;', '>' => '&gt;', '"' => '&quot;')
    end
  end

  def json(value) = JSON.generate(value).gsub('<', '\u003c')

  def asset_url(name) = "/storefront-assets/backorder-promise/#{name}"
end

class Snippets
  def read_template_file(name) = File.read(File.join(FOLDER, 'snippets', "#{name}.liquid"))
end

# Read once for all pages, which Liquid does for one.
PARTIALS = {}

BLOCKS = Hash.new do |blocks, name|
  text = File.read(File.join(FOLDER, 'blocks', "#{name}.liquid"))
  blocks[name] = Liquid::Template.parse(text.sub(/\{%-?\s*schema\s*-?%\}.*/m, ''), error_mode: :strict)
end

pages = input['pages'].map do |page|
  context = Liquid::Context.build(
    static_environments: page['globals'],
    outer_scope: { 'block' => page['block'] },
    registers: { file_system: Snippets.new, cached_partials: PARTIALS },
    rethrow_errors: true,
  )
  context.strict_filters = true
  context.add_filters([ShopifyFilters])
  BLOCKS[page['name']].render!(context)
end

puts JSON.generate(pages)
