# Packages that several places want; the first one declares them, as `installed` unless told otherwise.
Puppet::Functions.create_function(:ensure_packages, Puppet::Functions::InternalFunction) do
  dispatch :list do
    scope_param
    param 'Variant[String[1], Array[String[1]]]', :packages
    optional_param 'Variant[Hash, Undef, String[0, 0]]', :defaults
  end
  dispatch :hash do
    scope_param
    param 'Hash[String[1], Any]', :packages
    optional_param 'Variant[Hash, Undef, String[0, 0]]', :defaults
  end

  def list(scope, packages, defaults = {})
    hash(scope, [packages].flatten.to_h { |name| [name, {}] }, defaults)
  end

  def hash(scope, packages, defaults = {})
    base = { 'ensure' => 'installed' }.merge(defaults.is_a?(Hash) ? defaults : {})
    packages.each do |name, parameters|
      scope.call_function('ensure_resource', ['package', name, base.merge(parameters.is_a?(Hash) ? parameters : {})])
    end
  end
end
