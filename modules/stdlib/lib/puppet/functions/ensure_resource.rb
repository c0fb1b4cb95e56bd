# Declares a resource unless one of that title with (at least) these parameters is there already.
Puppet::Functions.create_function(:ensure_resource, Puppet::Functions::InternalFunction) do
  dispatch :declare do
    scope_param
    param 'String', :type
    param 'Variant[String, Array[String]]', :titles
    optional_param 'Variant[Hash, Undef, String[0, 0]]', :parameters
  end

  def declare(scope, type, titles, parameters = {})
    parameters = {} unless parameters.is_a?(Hash)
    [titles].flatten.each do |title|
      next if declared?(scope, type, title, parameters)

      scope.call_function('create_resources', [type.downcase, { title => parameters }])
    end
  end

  def declared?(scope, type, title, parameters)
    resource = scope.compiler.findresource(type.split('::').map(&:capitalize).join('::'), title)
    resource && parameters.all? { |name, value| value.nil? || plain(resource[name.to_sym]) == plain(value) }
  end

  # A secret compares by what is in it.
  def plain(value)
    value = value.unwrap if value.respond_to?(:unwrap)
    value.to_s
  end
end
