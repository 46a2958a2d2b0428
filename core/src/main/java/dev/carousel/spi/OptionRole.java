package dev.carousel.spi;

/**
 * What an option is for, whatever its name. Advice finds options by their role, so a plugin's cell
 * gets the same advice as a built-in one, in its own names. Declare it with {@link
 * OptionSpec#as(OptionRole)}; an option without a role is never part of advice.
 *
 * <p>A plugin has at most one option of each role. The role must match the option exactly, because
 * advice computes values by the formulas below.
 */
public enum OptionRole {
  /**
   * The initial bias of the gate that keeps a state, in logits: a number. With bias b and all else
   * zero, the share sigmoid(b) of the state is kept at each step; 1/e is left after n steps for b =
   * ln(n - 1). The option's gate is the gate that it opens. (Jozefowicz and others, 2015)
   */
  MEMORY_BIAS(Values.NUMBER),
  /**
   * The longest time-scale, in steps, over which the biases of the gates that keep a state are
   * spread, in place of {@link #MEMORY_BIAS}: a number, 0 for off. A unit of time-scale n starts
   * from the bias ln(n - 1). The option's gate is one that starts as far closed as those start
   * open, if there is one. (chrono initialisation: Tallec and Ollivier, 2018)
   */
  MEMORY_SPAN(Values.NUMBER),
  /**
   * The largest share of a state that one step replaces: a number above 0, at most 1. With share d,
   * at least 1 - d of a state is kept at each step; 1/e is left after 1/d steps.
   */
  TIME_STEP(Values.NUMBER),
  /**
   * Whether a gate is 1 minus the one that keeps the state, so that new input replaces the old
   * state: true or false. The option's gate is the one that then has no parameters of its own.
   * (Greff and others, 2017)
   */
  INPUT_COUPLING(Values.SWITCH),
  /**
   * The initialiser of the recurrent matrices: a word. Give the words for {@link
   * ChoiceRole#ORTHOGONAL} and {@link ChoiceRole#ZERO} their meaning.
   */
  RECURRENT_INIT(Values.WORD),
  /**
   * The factor on the initial recurrent matrices: a number without unit, at least 0. The growth of
   * a gradient by one step is proportional to it, as long as no gate or slope limits it.
   */
  RECURRENT_GAIN(Values.NUMBER),
  /**
   * The function that turns a sum into a state: a word. Give the words for {@link
   * ChoiceRole#BOUNDED} and {@link ChoiceRole#ONE_SIDED} their meaning.
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
  NORM_PERCENTILE(Values.NUMBER),
  /**
   * The weights of the classes in a loss: numbers of at least 0, one for each class in the order of
   * their ids. The command line fills it in from the names of the classes.
   */
  CLASS_WEIGHTS(Values.NUMBERS);

  private enum Values {
    NUMBER,
    NUMBERS,
    SWITCH,
    WORD
  }

  private final Values values;

  OptionRole(Values values) {
    this.values = values;
  }

  /** The word used in JSON: {@code memory-bias}. */
  public String word() {
    return OptionSpec.word(this);
  }

  /** Whether options of that type can have this role. */
  boolean suits(OptionSpec.Type type) {
    return switch (type) {
      case REAL, INTEGER -> values == Values.NUMBER;
      case REALS -> values == Values.NUMBERS;
      case SWITCH -> values == Values.SWITCH;
      case CHOICE -> values == Values.WORD;
    };
  }
}
