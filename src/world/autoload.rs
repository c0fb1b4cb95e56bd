//! Which file holds what, by Puppet's naming rules: `trove::api` is `MODULEPATH/trove/manifests/api.pp`.
