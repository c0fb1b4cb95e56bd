require 'puppet/parameter/boolean'

Puppet::Type.newtype(:file_line) do
  desc 'One line of a file that is kept otherwise: there, or in place of the line that matches, or gone.'

  ensurable do
    defaultto :present
    newvalue(:present) { provider.create }
    newvalue(:absent) { provider.destroy }
  end

  newparam(:name, namevar: true) do
    desc 'Any name for this line.'
  end

  newparam(:path) do
    desc 'The file, as an absolute path.'
    validate do |value|
      raise ArgumentError, "File paths must be fully qualified, not '#{value}'" unless Puppet::Util.absolute_path?(value)
    end
  end

  newparam(:line) do
    desc 'The line as it shall be, without its line break.'
  end

  newparam(:match) do
    desc 'A regular expression: the line found by it is replaced.'
  end

  newparam(:after) do
    desc 'A regular expression: a new line goes behind the line found by it, else to the end.'
  end

  newparam(:multiple, boolean: true, parent: Puppet::Parameter::Boolean) do
    desc 'Whether more than one line may match.'
    defaultto false
  end

  newparam(:replace, boolean: true, parent: Puppet::Parameter::Boolean) do
    desc 'Whether a line that matches is replaced; if not, it is left as it is.'
    defaultto true
  end

  validate do
    raise Puppet::Error, 'path is a required attribute' unless self[:path]
    raise Puppet::Error, 'line is a required attribute' unless self[:line]
  end

  autorequire(:file) { self[:path] }
end
