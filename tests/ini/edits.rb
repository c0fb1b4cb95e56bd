# Writes edits.json: random edits of the files named, as Puppet's own editors (modules inifile and openstacklib) carry them out.
#   ORACLE_MODULES=DIR ruby edits.rb OUT.json SEED CASES_PER_FILE FILE…
# Left out: edits after which these editors do not read back what was asked for (repeated keys removed by halves, or put in another order).
require 'json'
require 'tempfile'

module Puppet; module Util; end; end
modules = ENV.fetch('ORACLE_MODULES')
require "#{modules}/inifile/lib/puppet/util/ini_file.rb"
require "#{modules}/openstacklib/lib/puppet/util/openstackconfig.rb"

VALUES = ['1', '0.0.0.0', 'True', 'rabbit://u:p@h:5672/', '%(x)s', '$y', 'a=b', '/var/log/x', '#no', 'two words', '', 'x ; y'].freeze

def ini(path, separator, section, key, values)
  open = Puppet::Util::IniFile.new(path, separator)
  is = open.get_value(section, key)
  return true if values.nil? ? is.nil? : is && is.strip == values.first

  values ? open.set_value(section, key, separator, values.first) : open.remove_setting(section, key)
  open.save
  Puppet::Util::IniFile.new(path, separator).get_value(section, key)&.strip == values&.first
end

def openstack(path, _separator, section, key, values)
  open = Puppet::Util::OpenStackConfig.new(path)
  is = open.get_value(section, key)
  return true if values.nil? ? is.nil? : !is.nil? && Array(is).map(&:strip) == values

  several = is.is_a?(Array) || (values && values.size > 1)
  values ? open.set_value(section, key, several ? values : values.first) : open.remove_setting(section, key)
  open.save
  back = Puppet::Util::OpenStackConfig.new(path).get_value(section, key)
  values ? !back.nil? && Array(back).map(&:strip) == values : back.nil?
end

def step(policy, sections, keys)
  section = rand < 0.8 ? sections.sample : %w[new other].sample
  section = 'DEFAULT' if section.empty? && policy == 'openstack'
  values = VALUES.sample(policy == 'openstack' && rand < 0.3 ? rand(1..3) : 1)
  [section, rand < 0.7 && !keys.empty? ? keys.sample : %w[fresh zeta].sample, rand < 0.25 ? nil : values]
end

out, seed, count, *paths = ARGV
srand(seed.to_i)
files = paths.to_h { |path| [File.basename(path), File.read(path)] }
cases = files.flat_map do |name, text|
  sections = [''] + text.scan(/^\s*\[(.*)\]\s*$/).flatten.uniq
  keys = text.scan(/^[#;]?\s*([A-Za-z_.]+)\s*=/).flatten.uniq
  %w[ini openstack].product((1..count.to_i).to_a).filter_map do |policy, _|
    separator = policy == 'openstack' ? '=' : ['=', ' = ', ': ', ' '].sample
    steps = Array.new(rand(1..4)) { step(policy, sections, keys) }
    Tempfile.create('edits') do |file|
      file.write(text)
      file.close
      fits = steps.all? { |section, key, values| send(policy, file.path, separator, section, key, values) }
      { file: name, policy: policy, separator: separator, ops: steps, result: File.read(file.path) } if fits
    end
  rescue StandardError
    nil
  end
end
warn "#{cases.size} cases"
File.write(out, JSON.generate({ files: files, cases: cases }))
