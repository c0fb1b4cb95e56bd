# frozen_string_literal: true

# Compiles topics with real Puppet, all in one process:
#
#   CACHE/ruby-8 tests/oracle/catalogs.rb OUTDIR [TOPIC…]
#
# A topic is a folder of tests/compile that holds `site.pp`, or a file `manifest` with the path of a manifest
# from the root of the repository. It may also hold `modules/` (searched first), `hiera.yaml` with its `data/`,
# and `facts.json` (else facts/debian12.json). The catalog goes to OUTDIR/TOPIC.json as Puppet hands it to an agent.
require 'json'
require 'fileutils'
require_relative 'puppet_alone'

ROOT = File.expand_path('../..', __dir__)
TOPICS = File.join(ROOT, 'tests/compile')
NODE = 'node1.example.org'

Topic = Struct.new(:name) do
  def path(file)
    File.join(TOPICS, name, file)
  end

  def manifest
    return path('site.pp') if File.exist?(path('site.pp'))

    File.join(ROOT, File.read(path('manifest')).strip)
  end

  def facts
    own = path('facts.json')
    JSON.parse(File.read(File.exist?(own) ? own : File.join(TOPICS, 'facts/debian12.json')))
  end

  def modulepath
    [path('modules'), File.join(ROOT, 'modules')].select { |folder| File.directory?(folder) }
  end

  def hiera
    File.exist?(path('hiera.yaml')) ? path('hiera.yaml') : path('no-hiera.yaml')
  end
end

def compile(topic, facter)
  facts = facter.values = topic.facts
  Puppet[:hiera_config] = topic.hiera
  environment = Puppet::Node::Environment.create(:production, topic.modulepath, topic.manifest)
  environment.each_plugin_directory { |folder| $LOAD_PATH << folder unless $LOAD_PATH.include?(folder) }
  context = { environments: Puppet::Environments::Cached.new(Puppet::Environments::Static.new(environment)), current_environment: environment }
  Puppet.override(context, 'oracle') do
    node = Puppet::Node.new(NODE, environment: environment)
    node.fact_merge(Puppet::Node::Facts.new(NODE, facts))
    node.add_server_facts('servername' => NODE, 'serverip' => facts.dig('networking', 'ip'), 'serverversion' => Puppet.version)
    catalog = Puppet::Resource::Catalog.indirection.find(NODE, use_node: node, environment: environment)
    Puppet.override(rich_data: true) { catalog.to_data_hash }
  end
end

out, *names = ARGV
abort 'usage: catalogs.rb OUTDIR [TOPIC…]' unless out
FileUtils.mkdir_p(out)
names = Dir.children(TOPICS).select { |name| File.directory?(File.join(TOPICS, name)) }.sort - ['facts'] if names.empty?
facter = FixedFacts.new
prepare_puppet(NODE, facter, :err)
Puppet::Util::Log.newdestination(:console)
failed = names.reject do |name|
  File.write(File.join(out, "#{name}.json"), JSON.pretty_generate(compile(Topic.new(name), facter)))
rescue StandardError => e
  warn "#{name}: #{e.message}"
  false
end
abort "failed: #{failed.join(' ')}" if failed.any?
