Puppet::Functions.create_function(:callerr) do
  def callerr(x)
    call_function('fail', x)
  end
end
