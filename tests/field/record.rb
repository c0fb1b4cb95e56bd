# frozen_string_literal: true

# Writes what real Puppet makes of the public modules (README.md tells the form):
#
#   CACHE/ruby-8 tests/field/record.rb answers PART/PARTS    a line of JSON for each case of the part
#   CACHE/ruby-8 tests/field/record.rb trees                 the digest of each file's tree
#   CACHE/ruby-8 tests/field/record.rb refusals PART/PARTS   which of the catalogs cannot become resources, and why
#   CACHE/ruby-8 tests/field/record.rb show ID…              the canonical catalogs of cases, as text, to look at a difference
require 'json'
require 'digest'
require_relative '../oracle/puppet_alone'
require 'puppet/pops/pn'
require 'puppet/pops/model/pn_transformer'

# Puppet's own dump knows no such method, and fails at a parameter that takes the rest of the arguments.
def (Puppet::Pops::PN).Literal(value)
  Puppet::Pops::PN::Literal.new(value)
end

HERE = __dir__
CACHE = ENV.fetch('ORACLE_CACHE') { File.join(Dir.home, '.cache/rpuppet-oracle') }
MODULES = File.join(CACHE, 'modules')
MODULE_PATH = [MODULES, File.join(CACHE, 'core_modules')].freeze
NODE = 'node1.example.org'
FACTS = JSON.parse(File.read(File.join(HERE, '../compile/facts/debian12.json')))
# Parameters whose order says nothing.
UNORDERED = ['before', 'require', 'notify', 'subscribe', 'tag', 'alias'].freeze

# A value for a parameter that must be given, as far as its type's text tells one.
VALUES = [
  [/\A(Variant\[)?Stdlib::(Absolutepath|Unixpath)/, "'/tmp/NAME'"],
  [/\AStdlib::HTTPS?Url/, "'https://example.org/NAME'"],
  [/\AStdlib::(Host|Fqdn)/, "'host.example.org'"],
  [/\AStdlib::IP/, "'10.0.0.2'"],
  [/\AStdlib::Port/, '8080'],
  [/\AInteger\[(\d+)/, '\1'],
  [/\A(Integer|Numeric)/, '1'],
  [/\ABoolean/, 'true'],
  [/\AArray/, "['NAME']"],
  [/\AHash/, '{}'],
].freeze

def value_for(parameter)
  type = parameter.type_expr
  text = type ? type.locator.extract_text(type.offset, type.length) : ''
  first = text[/\AEnum\[(.*?)[,\]]/m, 1]
  return first.strip if first

  pattern, value = VALUES.find { |known, _| text.match?(known) }
  value = value ? value.sub('\1') { pattern.match(text)[1] } : "'NAME'"
  value.sub('NAME', parameter.name)
end

def definitions(file)
  Puppet::Pops::Parser::EvaluatingParser.new.parse_file(file).definitions
end

# The case of a class or define: declared with what it must be given.
def case_of(definition)
  is_class = definition.is_a?(Puppet::Pops::Model::HostClassDefinition)
  return unless is_class || definition.is_a?(Puppet::Pops::Model::ResourceTypeDefinition)

  needed = definition.parameters.reject { |parameter| parameter.value || parameter.captures_rest }
  given = needed.map { |parameter| "#{parameter.name} => #{value_for(parameter)}" }.join(', ')
  name = definition.name
  code = is_class ? "class { '#{name}': #{given} }" : "#{name} { 'title': #{given} }"
  code = "include #{name}" if is_class && needed.empty?
  { 'id' => name, 'code' => code }
end

# With the module's own class, its settings for tokens, or both, declared before: what many classes count on.
def with_base(one, all)
  name = one['id']
  base = name.split('::').first
  token = "#{base}::keystone::authtoken"
  before = {
    'base' => ("include #{base}\n" if name != base && all.any? { |other| other['code'] == "include #{base}" }),
    'token' => ("class { '#{token}': password => 'secret' }\n" if name != token && all.any? { |other| other['id'] == token }),
  }.compact
  both = before.size == 2 ? { 'token+base' => before['token'] + before['base'] } : {}
  before.merge(both).map { |label, code| { 'id' => "#{name} with #{label}", 'code' => code + one['code'] } }
end

def examples
  Dir.glob("#{MODULES}/*/{examples,tests}/**/*.pp").sort.map do |file|
    { 'id' => file.delete_prefix("#{MODULES}/"), 'manifest' => file.delete_prefix("#{MODULES}/") }
  end
end

# How a template uses a variable, and a value that goes with it; the first that fits counts.
USES = [
  [/Integer\(VAR|VAR\.to_i|VAR\s*(>|<|>=|<=|\*|\+|-|\/)\s*\d/, '3'],
  [/VAR(\.sort)?\.(each_pair|keys|values|has_key|key\?|each|map|collect|sort_by)\b[^|\n]*\|\s*\(?\w+\s*,/, "{'one' => 'first', 'two' => 'second'}"],
  [/VAR\.(each_pair|keys|values|has_key\?|key\?)|VAR\s*\[\s*['":]/, "{'one' => 'first', 'two' => 'second'}"],
  [/VAR\.(each|map|collect|join|flatten|sort|uniq|select|reject|empty\?|size|first|length|include\?|any\?)|VAR\.is_a\?\(?\s*Array/, "['one', 'two']"],
  [/VAR\.sort_by|Hash\[\s*VAR/, "{'one' => 'first', 'two' => 'second'}"],
].freeze

def value_of(name, mark, text)
  found = USES.find { |use, _| text.match?(Regexp.new(use.source.gsub('VAR', "#{Regexp.escape(mark + name)}\\b"))) }
  keys = text.scan(/#{Regexp.escape(mark + name)}\[['":](\w+)/).flatten.uniq
  return "{#{keys.map { |key| "'#{key}' => 'of #{key}'" }.join(', ')}}" unless keys.empty?

  found ? found.last : "'the #{name}'"
end

# A template, rendered in a class that has what it reads: with values that look right, and with none.
def template_cases(path)
  text = File.read(path, encoding: 'UTF-8').scrub
  module_name, file = path.delete_prefix("#{MODULES}/").split('/templates/')
  epp = file.end_with?('.epp')
  mark = epp ? '$' : '@'
  names = text.scan(epp ? /\$([a-z_]\w*)\b(?!::)/ : /@([a-z_]\w*)/).flatten.uniq - FACTS.keys - ['title', 'name', 'facts', 'trusted']
  others = text.scan(/scope(?:\.lookupvar\(|\[)\s*['"](?:::)?([a-z_:0-9]+)::(\w+)['"]/).uniq
  render = epp ? 'epp' : 'template'
  [['', true], [' with nothing', false]].map do |label, is_given|
    classes = others.group_by(&:first).map do |name, pairs|
      "class #{name} { #{pairs.map { |_, variable| "$#{variable} = #{is_given ? "'the #{variable}'" : 'undef'}" }.join(' ')} }\ninclude #{name}\n"
    end
    declared = epp && is_given ? epp_values(path) : ''
    given = names.map { |name| "$#{name} = #{is_given ? value_of(name, mark, text) : 'undef'}\n" }
    code = "#{classes.join}class rendering {\n#{given.join}notify { 'rendered': message => #{render}('#{module_name}/#{file}'#{declared}) }\n}\ninclude rendering\n"
    { 'id' => "template #{module_name}/#{file}#{label}", 'code' => code }
  end
end

# What an EPP template's parameters must be given.
def epp_values(path)
  body = Puppet::Pops::Parser::EvaluatingParser::EvaluatingEppParser.new.parse_file(path).body
  parameters = body.respond_to?(:parameters) ? body.parameters.reject(&:value) : []
  parameters.empty? ? '' : ", { #{parameters.map { |parameter| "#{parameter.name} => #{value_for(parameter)}" }.join(', ')} }"
end

def templates
  Dir.glob("#{MODULES}/*/templates/**/*").select { |path| File.file?(path) }.sort.flat_map { |path| template_cases(path) }
end

# The digest of a file's tree, as Puppet's notation writes it; of one that does not parse, the message.
def tree(file)
  parser = Puppet::Pops::Parser::EvaluatingParser
  parser = file.end_with?('.epp') ? parser::EvaluatingEppParser.new : parser.new
  text = Puppet::Pops::Model::PNTransformer.transform(parser.parse_file(file)).format(nil, +'')
  Digest::SHA256.hexdigest(text)
rescue Puppet::Error => e
  e.message.gsub(MODULES, 'MODULES').tr("\n\t", '  ')
end

# Each case with those that are tried where it fails.
def list
  files = Dir.glob("#{MODULES}/*/manifests/**/*.pp").sort
  alone = files.flat_map { |file| definitions(file).filter_map { |definition| case_of(definition) } }
  (examples + templates).map { |one| [one] } + alone.map { |one| [one, *with_base(one, alone)] }
end

def answers(group)
  first, *others = group
  answer = answer(first)
  answer['error'] ? [answer, *others.map { |one| answer(one) }] : [answer]
end

def environment(manifest)
  place = manifest ? File.join(MODULES, manifest) : Puppet::Node::Environment::NO_MANIFEST
  Puppet::Node::Environment.create(:production, MODULE_PATH, place)
end

def compile(one, &block)
  Puppet[:code] = one['code'].to_s
  environment = environment(one['manifest'])
  environment.each_plugin_directory { |path| $LOAD_PATH << path unless $LOAD_PATH.include?(path) }
  known = Puppet::Environments::Cached.new(Puppet::Environments::Static.new(environment))
  Puppet.override({ environments: known, current_environment: environment }, 'field') do
    node = Puppet::Node.new(NODE, environment: environment)
    node.fact_merge(Puppet::Node::Facts.new(NODE, FACTS.dup))
    node.add_server_facts('servername' => NODE, 'serverip' => FACTS.dig('networking', 'ip'), 'serverversion' => Puppet.version)
    catalog = Puppet::Resource::Catalog.indirection.find(NODE, use_node: node, environment: environment)
    next block.call(catalog) if block

    Puppet.override(rich_data: true) { catalog.to_data_hash }
  end
end

# A value as text that tells every difference and nothing else.
def canonical(value)
  case value
  when nil then 'n'
  when true then 't'
  when false then 'f'
  when Integer then "i#{value};"
  when Float then "d#{[value].pack('G').unpack1('H*')};"
  when Array then "[#{value.map { |item| canonical(item) }.join}]"
  when Hash then "{#{value.sort.map { |key, item| canonical(key) + canonical(item) }.join}}"
  else "s#{value.to_s.bytesize}:#{value}"
  end
end

def canonical_catalog(catalog)
  resources = catalog['resources'].to_h do |resource|
    parameters = (resource['parameters'] || {}).to_h do |name, value|
      [name, UNORDERED.include?(name) && value.is_a?(Array) ? value.sort_by { |item| canonical(item) } : value]
    end
    kept = { 'parameters' => parameters, 'tags' => resource['tags'].to_a.sort, 'sensitive' => resource['sensitive_parameters'].to_a.sort }
    kept['exported'] = true if resource['exported']
    kept['virtual'] = true if resource['virtual']
    ["#{resource['type']}[#{resource['title']}]", kept]
  end
  { 'classes' => catalog['classes'].sort, 'edges' => catalog['edges'].map { |edge| [edge['source'], edge['target']] }.sort, 'resources' => resources }
end

def answer(one)
  Puppet.clear_deprecation_warnings
  catalog = canonical_catalog(compile(one))
  one.merge('resources' => catalog['resources'].size, 'catalog' => Digest::SHA256.hexdigest(canonical(catalog)))
rescue StandardError, ScriptError, SystemStackError => e
  one.merge('error' => e.message.gsub(" on node #{NODE}", '').gsub(MODULES, 'MODULES').gsub(CACHE, 'CACHE'))
end

# Why the catalog of a case cannot become resources; nothing where it can.
def refusal(one)
  compile(one) do |catalog|
    catalog.to_ral
    nil
  rescue StandardError => e
    e.message.gsub(MODULES, 'MODULES').lines.first.chomp
  end
end

def compiled
  answers = File.readlines(File.join(HERE, 'answers.jsonl')).map { |line| JSON.parse(line) }
  answers.select { |one| one['catalog'] && !one['id'].start_with?('template ') }
end

prepare_puppet(NODE, FixedFacts.new(FACTS), :err)
Puppet[:strict] = :warning
Puppet[:strict_variables] = false
command, *rest = ARGV
case command
when 'answers'
  part, parts = rest.first.split('/').map(&:to_i)
  groups = list.each_with_index.select { |_, index| index % parts == part }.map(&:first)
  groups.each { |group| answers(group).each { |one| puts JSON.generate(one) } }
when 'refusals'
  part, parts = rest.first.split('/').map(&:to_i)
  cases = compiled.each_with_index.select { |_, index| index % parts == part }.map(&:first)
  cases.each { |one| refusal(one)&.then { |message| puts "#{one['id']}\t#{message}" } }
when 'trees'
  files = Dir.glob("#{MODULES}/**/*.{pp,epp}").sort.reject { |file| file.include?('/spec/') }
  files.each { |file| puts "#{file.delete_prefix("#{MODULES}/")}\t#{tree(file)}" }
when 'show'
  rest.each do |id|
    one = list.flatten.find { |known| known['id'] == id } || abort("no such case: #{id}")
    puts JSON.pretty_generate(canonical_catalog(compile(one)))
  end
else abort 'answers, trees, refusals or show'
end
