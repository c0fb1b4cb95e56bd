# frozen_string_literal: true

# Another module's helper.
module PuppetX
  module Units
    FACTORS = { 'k' => 1024, 'm' => 1024 * 1024 }.freeze

    def self.bytes(value)
      match = value.to_s.strip.match(%r{\A(\d+)([km])?\z}i)
      raise ArgumentError, "#{value.inspect} is no size" unless match

      match[1].to_i * FACTORS.fetch((match[2] || '').downcase, 1)
    end
  end
end
