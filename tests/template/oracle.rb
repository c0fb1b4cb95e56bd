# frozen_string_literal: true

# Writes CASE.out beside every CASE.erb: what Ruby's ERB renders under the trim mode that Puppet uses.
require 'erb'
require 'json'

Scope = Struct.new(:values) do
  def [](name)
    values[name.delete_prefix('::')]
  end
  alias_method :lookupvar, :[]
end
class Wrapper
  attr_reader :scope

  def initialize(values)
    @scope = Scope.new(values)
    values.each { |name, value| instance_variable_set("@#{name}", value) unless name.include?(':') }
  end

  def has_variable?(name)
    !scope[name].nil?
  end

  def render(text)
    ERB.new(text, trim_mode: '-').result(binding)
  end
end
Dir.glob(File.join(__dir__, 'cases', '*.erb')).each do |path|
  values = JSON.parse(File.read(File.join(__dir__, 'variables.json')))
  wrapper = Wrapper.new(values)
  File.binwrite(path.sub(/erb\z/, 'out'), wrapper.render(File.binread(path).force_encoding('UTF-8')))
end
