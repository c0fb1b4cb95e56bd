# Stops the compilation unless every argument (or element of an array) is an absolute path.
Puppet::Functions.create_function(:validate_absolute_path) do
  dispatch :check do
    repeated_param 'Any', :paths
  end

  def check(*paths)
    paths.flatten.each do |path|
      next if path.is_a?(String) && Puppet::Util.absolute_path?(path, :posix)

      raise Puppet::ParseError, "#{path.inspect} is not an absolute path."
    end
    nil
  end
end
