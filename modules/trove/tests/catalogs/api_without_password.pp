# A service without credentials is refused.
#
# facts: debian-12
# expect-error: /Please set password for trove service user/
class { 'trove::keystone::authtoken': }
