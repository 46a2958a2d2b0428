package dev.carousel.interop.pytorch;

/** How PyTorch names the tensors of one layer of a recurrent module. */
record TorchNames(String prefix, String suffix) {
  static final String WEIGHT_IH = "weight_ih";
  static final String WEIGHT_HH = "weight_hh";
  static final String WEIGHT_HR = "weight_hr";
  static final String BIAS_IH = "bias_ih";
  static final String BIAS_HH = "bias_hh";
  static final String WEIGHT = ".weight";
  static final String BIAS = ".bias";

  /** The names of a layer and direction: {@code lstm.weight_ih_l1_reverse}. */
  static TorchNames of(String prefix, int layer, boolean isReverse) {
    return new TorchNames(prefix, "_l" + layer + (isReverse ? "_reverse" : ""));
  }

  /** The name of a tensor: {@code weight_ih} and the like. */
  String of(String tensor) {
    return prefix + tensor + suffix;
  }
}
