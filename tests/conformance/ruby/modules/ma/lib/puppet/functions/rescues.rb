Puppet::Functions.create_function(:rescues) do
  def rescues(x)
    begin
      call_function('fail', x)
    rescue => e
      "rescued #{e.class} #{e.message}"
    end
  end
end
