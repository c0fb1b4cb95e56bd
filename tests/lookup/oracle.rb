# frozen_string_literal: true

# Writes values.json beside each case's keys: what real Puppet's lookup gives.
# usage: ruby -I PUPPET_LIB oracle.rb
require 'puppet'
require 'puppet_pal'
require 'json'

Puppet.initialize_settings(['--confdir', '/nonexistent/conf', '--vardir', '/nonexistent/var', '--codedir', '/nonexistent/code'])
Puppet[:log_level] = 'err'
Dir.glob(File.join(__dir__, 'cases', '*')).sort.each do |dir|
  global = File.join(dir, 'global', 'hiera.yaml')
  Puppet[:hiera_config] = File.exist?(global) ? global : '/nonexistent/hiera.yaml'
  answers = File.readlines(File.join(dir, 'keys'), chomp: true).map do |line|
    key, merge = line.split("\t")
    options = { 'default_value' => '(missing)' }
    options['merge'] = JSON.parse(merge, quirks_mode: true) if merge
    facts = JSON.parse(File.read(File.join(dir, 'facts.json')))
    result = begin
      Puppet::Pal.in_environment('case', env_dir: dir, modulepath: [File.join(dir, 'modules')], facts: facts) do |pal|
        pal.with_catalog_compiler { |compiler| { 'value' => compiler.call_function('lookup', key, options) } }
      end
    rescue StandardError => e
      { 'error' => e.message.gsub(dir, '') }
    end
    { 'key' => line }.merge(result)
  end
  File.write(File.join(dir, 'values.json'), "#{JSON.pretty_generate(answers)}\n")
end
