# frozen_string_literal: true

# Real Puppet as a compiler that knows nothing of the machine: settings in a folder of its own, facts that are given.
require 'fileutils'
require 'tmpdir'
require 'puppet'

# In Facter's place, so that nothing sees the machine that this runs on.
class FixedFacts
  def initialize(values = {})
    @values = values
  end
  attr_accessor :values

  def value(name)
    @values[name.to_s]
  end

  def to_hash
    @values
  end

  def resolve(_options = nil)
    @values
  end

  def load_external?
    false
  end

  [:add, :clear, :reset, :search, :search_external, :load_external, :trace, :debugging].each { |name| define_method(name) { |*| nil } }
end

# Sets Puppet up; the folder goes when the process ends.
def prepare_puppet(node, facter, level)
  state = Dir.mktmpdir('oracle')
  at_exit { FileUtils.rm_rf(state) }
  folders = ['conf', 'var', 'code', 'public'].map { |name| File.join(state, name).tap { |folder| FileUtils.mkdir_p(folder) } }
  arguments = ['--confdir', '--vardir', '--codedir', '--publicdir'].zip(folders).flatten
  Puppet.initialize_settings(arguments + ['--certname', node, '--strict', 'error', '--strict_variables'], false, true, { facter: facter })
  Puppet::Node::Facts.indirection.terminus_class = :memory
  Puppet::Node.indirection.terminus_class = :memory
  Puppet::Resource::Catalog.indirection.terminus_class = :compiler
  Puppet::Util::Log.level = level
end
