require 'puppet/provider/keystone'

# Reads datastores from Trove's REST interface, makes them by trove-manage, which cannot remove them: the interface can.
class Puppet::Provider::Trove < Puppet::Provider::Keystone
  def self.endpoint
    entry = token('project')[:body]['catalog'].find { |service| service['type'] == 'database' }
    raise Puppet::Error, 'Keystone has no endpoint of type database' unless entry

    entry['endpoints'].find { |endpoint| endpoint['interface'] == 'public' }['url']
  end

  # Each datastore with its versions; asked once a run, and again after a change.
  def self.datastores
    SESSION[:lists]['datastores'] ||= get('datastores')['datastores'].each do |datastore|
      datastore['versions'] = get("datastores/#{datastore['id']}/versions")['versions']
    end
  end

  def self.get(path)
    answer(http(:get, "#{endpoint}/#{path}", nil, token('project')[:id]), path)
  end

  # What is in use the service does not remove; it says so.
  def remove(path)
    provider = self.class
    provider.answer(provider.http(:delete, "#{provider.endpoint}/#{path}", nil, provider.token('project')[:id]), path)
  ensure
    SESSION[:lists].delete('datastores')
  end

  def trove_manage(*arguments)
    Puppet::Util::Execution.execute(['/usr/bin/trove-manage', *arguments], uid: 'trove', gid: 'trove', failonfail: true, combine: true)
  ensure
    SESSION[:lists].delete('datastores')
  end
end
