require 'puppet/provider/openstack_config'

Puppet::Type.type(:nova_api_uwsgi_config).provide(:ini_setting, parent: Puppet::Provider::OpenstackConfig) do
  desc 'Edits /etc/nova/nova-api-uwsgi.ini.'

  def self.file_path
    '/etc/nova/nova-api-uwsgi.ini'
  end
end
