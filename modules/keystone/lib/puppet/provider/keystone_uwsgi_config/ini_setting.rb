require 'puppet/provider/openstack_config'

Puppet::Type.type(:keystone_uwsgi_config).provide(:ini_setting, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/keystone/keystone-uwsgi.ini.'

  def self.file_path
    '/etc/keystone/keystone-uwsgi.ini'
  end
end
