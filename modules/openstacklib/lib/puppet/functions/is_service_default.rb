# Whether a value stands for the service's own default.
Puppet::Functions.create_function(:is_service_default) do
  dispatch :default? do
    param 'Any', :value
  end

  def default?(value)
    value == '<SERVICE DEFAULT>'
  end
end
