package dev.carousel.spi;

/**
 * What an option is for, whatever a plugin calls it. Advice looks options up by their role, so that
 * a plugin's cell gets the same advice as a built-in one, in its own words. Declare it with {@link
 * OptionSpec#as(OptionRole)}; an option without a role is never part of advice.
 *
 * <p>A plugin has at most one option of each role. A role whose meaning is not exactly that of the
 * option does harm: the formulas below are what advice computes values by.
 */
public enum OptionRole {
  /**
   * What the bias of the gate that keeps a state starts at, in logits: a number. With bias b and
   * all else zero, the share sigmoid(b) of the state is kept at each step; 1/e is left after n
   * steps for b = ln(n - 1). The option's gate is the one that it opens. (Jozefowicz and others,
   * 2015)
   */
  MEMORY_BIAS(Values.NUMBER),
  /**
   * The longest time-scale, in steps, that the biases of the gates that keep a state are spread up
   * to, in place of {@link #MEMORY_BIAS}: a number, 0 for off. A unit of time-scale n starts from
   * the bias ln(n - 1). The option's gate is one that starts as far shut as those open, if there is
   * one. (chrono initialisation: Tallec and Ollivier, 2018)
   */
  MEMORY_SPAN(Values.NUMBER),
  /**
   * The largest share of the way to what is new that a state moves at one step: a number above 0,
   * at most 1. With share d at least 1 - d of a state is kept at each step; 1/e is left after 1/d
   * steps.
   */
  TIME_STEP(Values.NUMBER),
  /**
   * Whether a gate is 1 minus the one that keeps the state, so that what comes in takes the place
   * of what was: true or false. The option's gate is the one that has no parameters of its own
   * then. (Greff and others, 2017)
   */
  INPUT_COUPLING(Values.SWITCH),
  /**
   * What the recurrent matrices start from: a word. Give words that are {@link
   * ChoiceRole#ORTHOGONAL} or {@link ChoiceRole#ZERO} their meaning.
   */
  RECURRENT_INIT(Values.WORD),
  /**
   * What the initial recurrent matrices are multiplied by: a number without unit, at least 0. The
   * growth of a gradient by one step is proportional to it, as long as no gate or slope limits it.
   */
  RECURRENT_GAIN(Values.NUMBER),
  /**
   * The function that makes a state of a sum: a word. Give words that are {@link
   * ChoiceRole#BOUNDED} or {@link ChoiceRole#ONE_SIDED} their meaning.
   */
  ACTIVATION(Values.WORD),
  /** An optimizer's step size, which every update is proportional to: a number, at least 0. */
  LEARNING_RATE(Values.NUMBER),
  /**
   * The norm over the gradients of all parameters together above which a hook makes them smaller: a
   * number above 0, in the unit of the gradients.
   */
  NORM_THRESHOLD(Values.NUMBER),
  /**
   * The absolute value of one element of the gradients above which a hook makes it smaller: a
   * number above 0, in the unit of the gradients.
   */
  ELEMENT_THRESHOLD(Values.NUMBER),
  /**
   * The percentile of the norms of all updates so far above which a hook makes gradients smaller: a
   * number from 0 to 100. At percentile p about 100 - p of 100 updates are clipped.
   */
  NORM_PERCENTILE(Values.NUMBER);

  private enum Values {
    NUMBER,
    SWITCH,
    WORD
  }

  private final Values values;

  OptionRole(Values values) {
    this.values = values;
  }

  /** As JSON has it: {@code memory-bias}. */
  public String word() {
    return OptionSpec.word(this);
  }

  /** Whether options of that type can have this role. */
  boolean suits(OptionSpec.Type type) {
    return switch (type) {
      case REAL, INTEGER -> values == Values.NUMBER;
      case SWITCH -> values == Values.SWITCH;
      case CHOICE -> values == Values.WORD;
    };
  }
}
