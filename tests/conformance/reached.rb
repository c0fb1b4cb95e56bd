# frozen_string_literal: true

require 'set'

# What of real Puppet the cases reach: issues by their codes, dispatches of the built-in functions, mismatches of their arguments.
# It listens where Puppet formats an issue or calls a function, and changes nothing of what Puppet does.
module Reached
  MISMATCH = 'mismatch'

  class << self
    # Calls the block; gives what it gives, and what was reached meanwhile: `[:issue, CODE]`, `[:dispatch, FUNCTION, SIGNATURE]`.
    def by
      @now = Set.new
      [yield, @now]
    ensure
      @now = nil
    end

    def add(*what)
      @now&.add(what)
    end

    def issues
      named = Puppet::Pops::Issues.constants.map { |name| Puppet::Pops::Issues.const_get(name) }.grep(Puppet::Pops::Issues::Issue)
      (named.map(&:issue_code) + syntax_codes).map(&:to_s).uniq.sort
    end

    def dispatches
      environment = Puppet::Node::Environment.create(:production, [])
      loaders = Puppet::Pops::Loaders.new(environment)
      Puppet.override(current_environment: environment, loaders: loaders) do
        modern = of_files('functions')
        loaded = modern.flat_map { |name| of_function(name, loaders.puppet_system_loader) }
        (loaded + conversions.flat_map { |function| of_class(function) } + old_functions(environment, modern)).uniq.sort
      end
    end

    private

    # The checkers of heredocs' syntaxes make their issues as they find them.
    def syntax_codes
      Dir.glob(File.join(puppet, 'syntax_checkers/*.rb')).flat_map { |path| File.read(path).scan(/Issues\.issue\(:(\w+)\)/).flatten }
    end

    def puppet
      File.dirname($LOADED_FEATURES.grep(%r{/puppet/pops\.rb\z}).first)
    end

    def of_files(folder)
      Dir.glob(File.join(puppet, folder, '*.rb')).map { |path| File.basename(path, '.rb') }
    end

    # Some cannot be loaded where a library of their own is missing.
    def of_function(name, loader)
      of_class(loader.load(:function, name.to_sym).class)
    rescue ArgumentError, LoadError
      [[name, 'not to be loaded']]
    end

    def of_class(function)
      function.dispatcher.dispatchers.map { |one| [function.name, one.type.to_s] } << [function.name, MISMATCH]
    end

    # What `new` calls for a type.
    def conversions
      types = Puppet::Pops::Types::TypeParser.type_map.values.map { |type| type.respond_to?(:new_function) ? type : type.call }
      types.filter_map do |type|
        made = type.new_function
        made.is_a?(Class) ? made : made.class
      rescue ArgumentError, NoMethodError
        nil
      end
    end

    # Functions of the old interface that no new one hides; of those that want a number of arguments, too few.
    def old_functions(environment, hidden)
      (of_files('parser/functions') - hidden).flat_map do |name|
        Puppet::Parser::Functions.function(name, environment)
        counted = Puppet::Parser::Functions.arity(name.to_sym, environment) != -1
        counted ? [[name, 'any'], [name, MISMATCH]] : [[name, 'any']]
      end
    end
  end

  # Where issues become messages.
  module Formatting
    def format(hash = {})
      Reached.add(:issue, issue_code.to_s)
      super
    end
  end

  # Some are only named by the error.
  module Failing
    def initialize(*arguments)
      super
      Reached.add(:issue, issue_code.to_s) if issue_code
    end
  end

  # A dispatch that is called.
  module Invoking
    def invoke(instance, *rest, &block)
      Reached.add(:dispatch, instance.class.name, type.to_s)
      super
    end
  end

  # A call that no dispatch is for.
  module Dispatching
    def dispatch(instance, scope, arguments, &block)
      super
    rescue ArgumentError
      Reached.add(:dispatch, instance.class.name, MISMATCH) unless find_matching_dispatcher(arguments, &block)
      raise
    end
  end

  # Functions of the old interface.
  module Declaring
    def newfunction(name, options = {}, &block)
      made = super
      environment = options[:environment] || Puppet.lookup(:current_environment)
      environment_module(environment).prepend(Reached.listening(name.to_s, made[:name]))
      made
    end
  end

  def self.listening(name, method)
    Module.new do
      define_method(method) do |*arguments|
        Reached.add(:dispatch, name, 'any')
        super(*arguments)
      rescue ArgumentError => e
        Reached.add(:dispatch, name, MISMATCH) if e.message.include?('Wrong number of arguments given')
        raise
      end
    end
  end

  Puppet::Pops::Issues::Issue.prepend(Formatting)
  Puppet::ParseErrorWithIssue.prepend(Failing)
  Puppet::Pops::Functions::Dispatch.prepend(Invoking)
  Puppet::Pops::Functions::Dispatcher.prepend(Dispatching)
  Puppet::Parser::Functions.singleton_class.prepend(Declaring)

  # A table with a line for each thing that can be reached: what, then file and case that reach it, or `-` and why none can.
  # A run of some files of cases keeps what the others reach.
  class Table
    def initialize(path, things, ran)
      @path = path
      @things = things.to_set
      kept = File.exist?(path) ? File.readlines(path, chomp: true).map { |line| line.split("\t", -1) } : []
      @found = kept.to_h { |*thing, file, text| [thing, [file, text]] }
      @found.delete_if { |_, (file, _)| ran.include?(file) }
    end

    # The shortest case stands for all that reach a thing; one that names it is better, since the frame of expressions calls functions, too.
    def add(thing, file, text)
      return unless @things.include?(thing)

      text = text.strip.gsub("\t", '\t').gsub("\n", '\n')
      known = @found[thing]
      @found[thing] = [file, text] if known.nil? || known.first == '-' || (rank(thing, text) <=> rank(thing, known.last)).negative?
    end

    def rank(thing, text)
      [text.downcase.include?(thing.first.downcase.delete_prefix('new_')) ? 0 : 1, text.size]
    end

    def write
      File.write(@path, @things.map { |thing| "#{[*thing, *@found.fetch(thing, ['-', ''])].join("\t")}\n" }.join)
    end
  end
end
