# The command line of OpenStack.
class openstacklib::openstackclient (
  $package_name   = 'python3-openstackclient',
  $package_ensure = 'present',
) {
  ensure_packages($package_name, { 'ensure' => $package_ensure, 'tag' => ['openstack', 'openstackclient'] })
}
