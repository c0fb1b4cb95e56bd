Puppet::Type.type(:file_line).provide(:ruby) do
  desc 'Reads and writes the whole file.'

  def exists?
    found = matching
    return lines.include?(resource[:line]) if resource[:ensure] == :absent || found.empty?

    !resource.replace? || found.all? { |index| lines[index] == resource[:line] }
  end

  def create
    found = matching
    raise Puppet::Error, "More than one line in file '#{resource[:path]}' matches pattern '#{resource[:match]}'" if found.size > 1 && !resource.multiple?

    text = lines
    if found.any?
      found.each { |index| text[index] = resource[:line] }
    else
      text.insert(insertion, resource[:line])
    end
    write(text)
  end

  def destroy
    write(lines.reject { |line| line == resource[:line] })
  end

  private

  def lines
    File.exist?(resource[:path]) ? File.readlines(resource[:path], chomp: true, encoding: 'UTF-8') : []
  end

  def matching
    return [] unless resource[:match]

    pattern = Regexp.new(resource[:match])
    lines.each_index.select { |index| lines[index] =~ pattern }
  end

  def insertion
    index = resource[:after] && lines.index { |line| line =~ Regexp.new(resource[:after]) }
    index ? index + 1 : -1
  end

  def write(text)
    File.write(resource[:path], text.map { |line| "#{line}\n" }.join)
  end
end
