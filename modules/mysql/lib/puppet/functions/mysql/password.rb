require 'digest/sha1'

# The hash of a password as the server's native authentication stores it; a hash stays as it is.
Puppet::Functions.create_function(:'mysql::password') do
  dispatch :hash do
    param 'String', :password
  end

  def hash(password)
    return password if password.empty? || password =~ %r{\A\*[A-F0-9]{40}\z}

    "*#{Digest::SHA1.hexdigest(Digest::SHA1.digest(password)).upcase}"
  end
end
