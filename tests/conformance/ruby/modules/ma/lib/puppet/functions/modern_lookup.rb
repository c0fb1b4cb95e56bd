Puppet::Functions.create_function(:modern_lookup) do
  def modern_lookup(name)
    closure_scope[name].to_s
  rescue StandardError => e
    "#{e.class}: #{e.message}"
  end
end
