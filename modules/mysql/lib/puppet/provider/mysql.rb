require 'puppet/provider'
require 'tempfile'

# Speaks to the server as root over its socket. Statements go in by a file that root alone can read, never by arguments.
class Puppet::Provider::Mysql < Puppet::Provider
  def self.sql(statement)
    Tempfile.create('puppet-mysql') do |file|
      file.write(statement)
      file.close
      output = Puppet::Util::Execution.execute(['/usr/bin/mysql', '--batch', '--skip-column-names', '--raw'],
                                               stdinfile: file.path, failonfail: true, combine: true, sensitive: true)
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

  def sql(statement)
    self.class.sql(statement)
  end

  # A text as a string literal.
  def literal(text)
    "'#{text.to_s.gsub(%r{['\\]}) { |char| "\\#{char}" }}'"
  end

  # A name as an identifier.
  def identifier(name)
    name == '*' ? name : "`#{name.gsub('`', '``')}`"
  end

  # USER@HOST as an account name.
  def account(name)
    user, _at, host = name.rpartition('@')
    "#{literal(user)}@#{literal(host)}"
  end
end
