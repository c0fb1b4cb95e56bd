# ensure_resource for every entry of a hash of titles and their parameters, with defaults below them.
Puppet::Functions.create_function(:ensure_resources, Puppet::Functions::InternalFunction) do
  dispatch :declare do
    scope_param
    param 'String', :type
    param 'Hash[String, Variant[Hash, Undef, String[0, 0]]]', :resources
    optional_param 'Hash', :defaults
  end

  def declare(scope, type, resources, defaults = {})
    resources.each do |title, parameters|
      scope.call_function('ensure_resource', [type, title, defaults.merge(parameters.is_a?(Hash) ? parameters : {})])
    end
  end
end
