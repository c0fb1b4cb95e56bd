require 'digest'
require_relative '../../../puppet_x/mc/words'

# What modules' functions do with Ruby's libraries.
Puppet::Functions.create_function(:'mc::ruby') do
  SIZES = { 'k' => 1 << 10, 'M' => 1 << 20 }.freeze

  local_types do
    type 'Topic = Enum[digest, base64, file, uri, address, words, constants, json, settings, errors, sensitive, args]'
  end

  dispatch :about do
    param 'Topic', :topic
    optional_repeated_param 'Any', :values
    return_type 'Any'
  end

  def about(topic, *values)
    case topic
    when 'digest' then [Digest::MD5.hexdigest(values[0]), Digest::SHA1.hexdigest(Digest::SHA1.digest(values[0])), Digest::SHA256.hexdigest(values[0])[0, 8]]
    when 'base64'
      require 'base64'
      [Base64.strict_encode64(values[0]), Base64.encode64(values[0] * 20), Base64.decode64('YWJj'), Base64.strict_encode64(Digest::SHA1.digest(values[0]))]
    when 'file' then files(values[0])
    when 'uri' then parts(values[0])
    when 'address' then address(values[0])
    when 'words' then PuppetX::Mc::Words.shout(values[0])
    when 'constants' then SIZES[values[0]]
    when 'json' then [values[0].to_json, JSON.parse('{"a":[1,null]}')]
    when 'settings' then [Puppet[:strict].to_s, closure_scope['facts']['os']['family'], closure_scope.include?('facts')]
    when 'errors' then errors(values[0])
    when 'sensitive' then Puppet::Pops::Types::PSensitiveType::Sensitive.new(values[0].unwrap + '!')
    else values.each_with_index.map { |value, index| "#{index}=#{value.inspect}" }
    end
  end

  def files(path)
    [File.basename(path), File.basename(path, '.gz'), File.basename(path, '.*'), File.extname(path), File.dirname(path), File.join(path, '..', '/x'), File.expand_path(File.join(path, '..'))]
  end

  def parts(text)
    uri = URI.parse(text)
    [uri.scheme, uri.host, uri.port, uri.path, uri.query, uri.userinfo, uri.to_s]
  end

  def address(text)
    require 'ipaddr'
    one = IPAddr.new(text)
    [one.ipv6?, one.to_s, one.to_range.first.to_s]
  rescue IPAddr::InvalidAddressError => e
    e.class.name
  end

  def errors(kind)
    raise Puppet::ParseError, _('of %{kind}') % { kind: kind } if kind == 'parse'
    Integer(kind)
  rescue ArgumentError => e
    e.message
  ensure
    Puppet.debug('done')
  end
end
