module PuppetX
  module Openstack
    # The text of an ini file, edited line by line: comments, order and spacing stay as they are.
    #
    # A value goes to the line that sets it already, else right behind its commented-out default
    # (`#key = ...`), else to the end of its section. A key that is set by several lines has several values.
    class IniFile
      SECTION = %r{\A\s*\[(.*)\]\s*\z}
      SETTING = %r{\A(\s*)([^#;\s]|[^#;\s].*?[^\s=])(\s*=[ \t]*)(.*?)\s*\z}
      DEFAULT = %r{\A\s*[#;]+\s*(.*?[^\s=])\s*=}

      Section = Struct.new(:name, :lines)

      def initialize(path)
        @path = path
        @sections = parse(File.file?(path) ? File.readlines(path, chomp: true, encoding: 'UTF-8') : [])
      end

      # Every "section/key" of the file with the array of its values.
      def settings
        @sections.each_with_object({}) do |section, all|
          section.lines.filter_map { |line| SETTING.match(line) }.each do |match|
            (all["#{section.name}/#{match[2]}"] ||= []) << match[4]
          end
        end
      end

      def values(section, key)
        settings["#{section}/#{key}"]
      end

      def set(name, key, wanted)
        section = section_of(name, key)
        present = indices(section, key)
        if present.size == 1 && wanted.size == 1
          replace(section, present.first, wanted.first)
        else
          kept = drop(section, key, wanted)
          insert(section, key, wanted - kept)
        end
      end

      def remove(name, key)
        @sections.select { |section| section.name == name }.each do |section|
          section.lines.reject! { |line| SETTING.match(line)&.[](2) == key }
        end
      end

      # A file that is new is none of the world's business: it may hold a password.
      def save
        text = @sections.flat_map { |section| (section.name.empty? ? [] : ["[#{section.name}]"]) + section.lines }
        File.open(@path, File::WRONLY | File::CREAT | File::TRUNC, 0o640) do |file|
          text.each { |line| file.puts(line) }
        end
      end

      private

      def parse(lines)
        sections = [Section.new('', [])]
        lines.each do |line|
          if (match = SECTION.match(line))
            sections << Section.new(match[1], [])
          else
            sections.last.lines << line
          end
        end
        sections
      end

      def section_of(name, key)
        same = @sections.select { |section| section.name == name }
        same.find { |section| indices(section, key).any? } || same.first || new_section(name)
      end

      def new_section(name)
        @sections << Section.new(name, [])
        @sections.last
      end

      def indices(section, key)
        section.lines.each_index.select { |index| SETTING.match(section.lines[index])&.[](2) == key }
      end

      def replace(section, index, value)
        match = SETTING.match(section.lines[index])
        section.lines[index] = "#{match[1]}#{match[2]}#{match[3]}#{value}"
      end

      # Takes away the lines of a key whose values are not wanted; says which values are still there.
      def drop(section, key, wanted)
        kept = []
        section.lines.reject! do |line|
          match = SETTING.match(line)
          next false unless match && match[2] == key
          next true if kept.include?(match[4]) || !wanted.include?(match[4])

          kept << match[4]
          false
        end
        kept
      end

      def insert(section, key, values)
        at = place(section, key)
        section.lines.insert(at, *values.map { |value| "#{indent(section)}#{key}=#{value}" })
      end

      def place(section, key)
        last = indices(section, key).last
        return last + 1 if last

        default = section.lines.index { |line| DEFAULT.match(line)&.[](1) == key }
        default ? default + 1 : section.lines.size
      end

      def indent(section)
        section.lines.filter_map { |line| SETTING.match(line) }.map { |match| match[1] }.min_by(&:size) || ''
      end
    end
  end
end
