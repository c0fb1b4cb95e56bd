Puppet::Functions.create_function(:calls) do
  def calls(*args)
    call_function('join', args, '-') + closure_scope['facts'].class.to_s
  end
end
