class initfirst::other { include initfirst::second }
