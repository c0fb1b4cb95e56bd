# frozen_string_literal: true

# How long real Puppet takes to compile an environment again, all caches filled: warm.rb FACTS RUNS FOLDER…
# A line for each folder: its name, a tab, the milliseconds of the quickest run (CPU time), the indented text that `catalog compile` prints
# included.
require 'json'
require_relative '../tests/oracle/puppet_alone'

NODE = 'node1.example.org'

def cpu
  before = Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID)
  yield
  (Process.clock_gettime(Process::CLOCK_PROCESS_CPUTIME_ID) - before) * 1000
end

def quickest(folder, facts, runs)
  Puppet[:hiera_config] = File.join(folder, 'hiera.yaml')
  environments = Puppet::Environments::Cached.new(Puppet::Environments::Directories.new(File.dirname(folder), []))
  Puppet[:environment_timeout] = 'unlimited'
  Puppet.override(environments: environments) do
    environment = environments.get!(File.basename(folder).to_sym)
    Array.new(runs) do
      node = Puppet::Node.new(NODE, environment: environment)
      node.fact_merge(Puppet::Node::Facts.new(NODE, facts.dup))
      cpu { JSON.pretty_generate(Puppet::Resource::Catalog.indirection.find(NODE, use_node: node, environment: environment).to_data_hash) }
    end.min
  end
end

facts, runs, *folders = ARGV
facts = JSON.parse(File.read(facts))
prepare_puppet(NODE, FixedFacts.new(facts), :err)
folders.each { |folder| puts format("%s\t%.3f", File.basename(folder), quickest(File.expand_path(folder), facts, runs.to_i)) }
