# frozen_string_literal: true

# Writes what real Puppet makes of resources before anything looks at the host (README.md tells the form):
#
#   CACHE/ruby-8 tests/types/record.rb MODULES CASES          answers to a file of cases
#   CACHE/ruby-8 tests/types/record.rb MODULES NUMBER [TYPE…]  answers to cases that are made up: so many values for each attribute
require 'json'
require_relative '../oracle/puppet_alone'

MODULES = File.expand_path(ARGV.shift)
WANTED = ARGV.shift
NODE = 'node1.example.org'
FACTS = JSON.parse(File.read(File.join(__dir__, '../compile/facts/debian12.json')))

# Values that are tried for every attribute, the most telling first.
VALUES = [
  'true', 5, ['b', 'a'], 'Some text', { 'k' => 'v', 'n' => 1 }, '/tmp/x', true, 'present', 'a/b', '12', ' padded ', '', 'absent', false, 'No',
  '1-5', '10.0.0.0/8', 'a@b', 'https://example.org/', -1, ['1', 2], 'k=v,l=w', [], {}, 3.5, 'INPUT', 'tcp', '0644', ['x=1', 'y=2'], '70000'
].freeze
TITLES = ['sect/key', 'name', '/tmp/path', 'a@b', '100 rule', 'user@host/db.*', 'a@b@c', 'x::y@z', 'dom::sect/key'].freeze

def environment
  environment = Puppet::Node::Environment.create(:production, [MODULES])
  environment.each_plugin_directory { |path| $LOAD_PATH << path unless $LOAD_PATH.include?(path) }
  known = Puppet::Environments::Cached.new(Puppet::Environments::Static.new(environment))
  Puppet.override({ environments: known, current_environment: environment }, 'types') { yield }
end

# What the host has decides which provider there is: none is assumed.
def type_of(name)
  type = Puppet::Type.type(name) || raise(Puppet::Error, "no type #{name}")
  type.define_singleton_method(:defaultprovider) { nil }
  type
end

def relation(kind, type, block, instance)
  list = instance.instance_eval(&block)
  [list].flatten(1).compact.map { |other| "#{kind} #{other.is_a?(Puppet::Type) ? other.ref : "#{type.to_s.split('::').map(&:capitalize).join('::')}[#{other}]"}" }
rescue StandardError
  []
end

def relations(instance)
  type = instance.class
  [:require, :before, :notify, :subscribe].flat_map do |kind|
    found = []
    type.send("eachauto#{kind}") { |other, block| found.concat(relation(kind, other, block, instance)) unless other.to_s == 'class' }
    found
  end
end

def answer(one)
  type = type_of(one['type'])
  # code may change a value in place
  resource = Puppet::Resource.new(one['type'], one['title'].dup, parameters: JSON.parse(JSON.generate(one['parameters'])))
  catalog = Puppet::Resource::Catalog.new('types')
  resource.catalog = catalog
  instance = type.new(resource)
  instance.catalog = catalog
  known = type.allattrs - Puppet::Type.metaparams - [:provider]
  values = known.filter_map { |name| [name.to_s, instance[name].inspect] if instance.parameters.key?(name) }.sort.to_h
  one.merge('values' => values, 'relations' => relations(instance).sort)
rescue StandardError, ScriptError => e
  one.merge('error' => e.message.strip)
end

# A title that the type takes, else the first.
def title_for(name)
  TITLES.find { |title| !answer({ 'type' => name, 'title' => title, 'parameters' => {} })['error'] } || TITLES.first
end

def cases_of(name, probes)
  type = type_of(name)
  title = title_for(name)
  plain = [title, *TITLES.first(2)].uniq.map { |one| { 'type' => name, 'title' => one, 'parameters' => {} } }
  attributes = type.allattrs - Puppet::Type.metaparams - [:provider]
  tried = attributes.flat_map do |attribute|
    # so that neighbours are not asked the same
    turn = attribute.to_s.sum % VALUES.size
    values = VALUES.size <= probes ? VALUES : VALUES.first(probes / 2) | VALUES.rotate(turn).first(probes - probes / 2)
    values.map { |value| { 'type' => name, 'title' => title, 'parameters' => { attribute.to_s => value } } }
  end
  plain + tried
end

prepare_puppet(NODE, FixedFacts.new(FACTS), :err)
names = ARGV.empty? ? Dir.glob("#{MODULES}/*/lib/puppet/type/*.rb").map { |file| File.basename(file, '.rb') }.sort.uniq : ARGV
environment do
  cases = File.file?(WANTED) ? File.readlines(WANTED).map { |line| JSON.parse(line) } : names.flat_map { |name| cases_of(name, Integer(WANTED)) }
  cases.each { |one| puts JSON.generate(answer(one)) }
end
