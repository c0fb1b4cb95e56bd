require 'puppet/provider'
require 'tempfile'

# Speaks to the broker by its command line. Passwords go in by standard input, never by arguments.
class Puppet::Provider::Rabbitmq < Puppet::Provider
  # The rows of a command's answer, each an array of its fields.
  def self.rabbitmqctl(*arguments, input: '')
    run(['/usr/sbin/rabbitmqctl', '-q', *arguments], input)
  end

  def self.run(command, input = '')
    Tempfile.create('puppet-rabbitmq') do |file|
      file.write(input)
      file.close
      output = Puppet::Util::Execution.execute(command, stdinfile: file.path, failonfail: true, combine: false, override_locale: false,
                                                        custom_environment: { 'LC_ALL' => 'C.UTF-8' })
      output.to_s.lines(chomp: true).map { |line| line.split("\t", -1) }
    end
  end

  def self.prefetch(resources)
    instances.each do |found|
      resource = resources[found.name]
      resource.provider = found if resource
    end
  end

  def exists?
    @property_hash[:ensure] == :present
  end

  def rabbitmqctl(*arguments, input: '')
    self.class.rabbitmqctl(*arguments, input: input)
  end
end
