# frozen_string_literal: true

# Writes what real Puppet answers to the cases of tests/conformance (README.md tells the form):
#
#   CACHE/ruby-8 tests/conformance/answers.rb [AREA/NAME…]
require 'json'
require 'fileutils'
require 'tmpdir'
require_relative '../oracle/puppet_alone'

HERE = File.expand_path(ENV.fetch('CONFORMANCE_FOLDER', __dir__))
NODE = 'node1.example.org'
OWN = ['Stage[main]', 'Class[Settings]', 'Class[main]'].freeze
# What the compiler says of itself.
ASIDE = /\ACompiled catalog for |\ACould not retrieve (fact servername|either serverip)/

# One file of cases.
CaseFile = Struct.new(:path) do
  def expressions?
    path.end_with?('.expressions')
  end

  def cases
    text = File.read(path)
    return text.lines(chomp: true).reject { |line| line.strip.empty? || line.start_with?('#') } if expressions?

    text.split(/^----.*\n/).reject { |part| part.strip.empty? }
  end

  def code(text)
    expressions? ? "$result = with() || {\n#{text}\n}\nnotice(String($result, '%#p'))\n" : text
  end

  def answers
    path.sub(/\.\w+\z/, '.answers')
  end

  # AREA/NAME.
  def name
    path.delete_prefix("#{HERE}/").sub(/\.\w+\z/, '')
  end

  def in_area(name)
    File.join(File.dirname(path), name)
  end

  # The folder of the same name that holds a `hiera.yaml` is the environment of the cases.
  def environment
    folder = path.sub(/\.\w+\z/, '')
    folder if File.exist?(File.join(folder, 'hiera.yaml'))
  end
end

# A case's manifest, and the files that it brings along: name => text.
def parts(text)
  code, *rest = text.split(/^==== (.*)\n/)
  [code.to_s, rest.each_slice(2).to_h { |name, content| [name, content.to_s] }]
end

# Calls the block with the folder of the case's environment, nil where it has none.
def in_environment(file, brought)
  return yield(file.environment) if brought.empty?

  Dir.mktmpdir('case') do |folder|
    environment = File.join(folder, 'production')
    FileUtils.mkdir_p(environment)
    brought.each do |name, content|
      path = File.join(environment, name)
      FileUtils.mkdir_p(File.dirname(path))
      File.write(path, content)
    end
    yield(environment)
  end
end

# The area's own modules, and the folders below the cache that its file `modulepath` names.
def module_path(file)
  cache = ENV.fetch('ORACLE_CACHE') { File.join(Dir.home, '.cache/rpuppet-oracle') }
  public_folders = File.exist?(file.in_area('modulepath')) ? File.readlines(file.in_area('modulepath'), chomp: true) : []
  ([file.in_area('modules')] + public_folders.map { |folder| File.join(cache, folder) }).select { |folder| File.directory?(folder) }
end

# The environments that a compilation knows, and the name of its own.
def environments(file, folder)
  return [Puppet::Environments::Directories.new(File.dirname(folder), []), File.basename(folder)] if folder

  environment = Puppet::Node::Environment.create(:production, module_path(file), Puppet::Node::Environment::NO_MANIFEST)
  [Puppet::Environments::Cached.new(Puppet::Environments::Static.new(environment)), 'production']
end

def in_own_environment(file, folder)
  known, name = environments(file, folder)
  Puppet.override({ environments: known }, 'oracle') do
    environment = known.get!(name)
    environment.each_plugin_directory { |path| $LOAD_PATH << path unless $LOAD_PATH.include?(path) }
    Puppet.override({ current_environment: environment }, 'oracle') { yield(environment) }
  end
end

def compile(file, code, folder, facts)
  global = File.join(folder.to_s, 'global', 'hiera.yaml')
  Puppet[:hiera_config] = File.exist?(global) ? global : file.in_area('hiera.yaml')
  Puppet[:code] = code
  in_own_environment(file, folder) do |environment|
    node = Puppet::Node.new(NODE, environment: environment)
    node.fact_merge(Puppet::Node::Facts.new(NODE, facts.dup))
    node.add_server_facts('servername' => NODE, 'serverip' => facts.dig('networking', 'ip'), 'serverversion' => Puppet.version)
    catalog = Puppet::Resource::Catalog.indirection.find(NODE, use_node: node, environment: environment)
    Puppet.override(rich_data: true) { catalog.to_data_hash }
  end
end

# The part of a message that does not depend on who compiled.
def told_of(message, folder)
  message = message.gsub(folder, 'ENV') if folder
  message.gsub(" on node #{NODE}", '').gsub(HERE, 'HERE')
end

# A message as Puppet's console shows it: behind what it is about.
def line_of(log)
  log.source == 'Puppet' ? log.message.to_s : "#{log.source}: #{log.message}"
end

def reference(resource)
  "#{resource['type']}[#{resource['title']}]"
end

# Tags that a reader would not expect: beyond type, title and the containers'.
def told(catalog)
  resources = catalog['resources'].to_h { |resource| [reference(resource), resource] }
  containers = catalog['edges'].to_h { |edge| [edge['target'], edge['source']] }
  kept = resources.reject { |name, _| OWN.include?(name) }
  tags = kept.to_h do |name, resource|
    expected = [name, containers[name]].compact.flat_map { |one| resources[one]['tags'] if one != name }.compact
    own = [resource['type'].downcase, resource['title'].downcase] + resource['type'].downcase.split('::') + resource['title'].downcase.split('::')
    [name, (resource['tags'] - expected - own).sort]
  end
  {
    'resources' => kept.transform_values { |resource| resource['parameters'] || {} },
    'edges' => catalog['edges'].map { |edge| "#{edge['source']} -> #{edge['target']}" }.reject { |edge| OWN.include?(edge.split(' -> ').last) },
    'tags' => tags.reject { |_, list| list.empty? },
    'exported' => kept.select { |_, resource| resource['exported'] }.keys,
  }.reject { |key, value| value.empty? && key != 'resources' }
end

def answer(file, text, facts)
  code, brought = file.expressions? ? [file.code(text), {}] : parts(text)
  in_environment(file, brought) { |folder| { 'case' => text }.merge(answered(file, code, folder, facts)) }
end

def answered(file, code, folder, facts)
  logs = []
  # What is said once only is said once a case.
  Puppet.clear_deprecation_warnings
  Puppet::Util::Log.close_all
  Puppet::Util::Log.newdestination(Puppet::Test::LogCollector.new(logs))
  catalog = begin
    compile(file, code, folder, facts)
  rescue StandardError, ScriptError, SystemStackError => e
    e
  end
  lines = logs.map { |log| [log.level, told_of(line_of(log), folder)] }.reject { |_, line| line.match?(ASIDE) }
  answer = {}
  if catalog.is_a?(Exception)
    answer['error'] = told_of(catalog.message, folder)
    lines.reject! { |level, line| level == :err && answer['error'].include?(line) }
  elsif file.expressions?
    answer['value'] = lines.pop.last.delete_prefix('Scope(Class[main]): ')
  else
    answer.merge!(told(catalog))
  end
  answer['log'] = lines.map { |level, line| "#{level}: #{line}" }
  answer.delete('log') if lines.empty?
  answer
end

wanted = ARGV.map { |name| File.join(HERE, name) }
files = Dir.glob(File.join(HERE, '*/*.{expressions,manifests}')).sort.map { |path| CaseFile.new(path) }
files = files.select { |file| wanted.include?(file.path.sub(/\.\w+\z/, '')) } unless wanted.empty?
abort 'no such cases' if files.empty?
facts = JSON.parse(File.read(File.join(__dir__, '../compile/facts/debian12.json')))
prepare_puppet(NODE, FixedFacts.new(facts), :notice)
require_relative 'reached'
ran = files.map(&:name)
tables = {
  issue: Reached::Table.new(File.join(HERE, 'issue_codes.tsv'), Reached.issues.map { |code| [code] }, ran),
  dispatch: Reached::Table.new(File.join(HERE, 'dispatches.tsv'), Reached.dispatches, ran),
}
files.each do |file|
  answers = file.cases.map do |text|
    answer, reached = Reached.by { answer(file, text, facts) }
    reached.each { |kind, *thing| tables[kind].add(thing, file.name, text) }
    "#{JSON.generate(answer)}\n"
  end
  File.write(file.answers, answers.join)
  puts "#{file.name}: #{file.cases.size}"
end
# Of another folder's cases nobody asks what they reach.
tables.each_value(&:write) if HERE == __dir__
