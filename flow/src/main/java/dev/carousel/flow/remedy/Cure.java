package dev.carousel.flow.remedy;

import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.List;

/**
 * A change that was tried on a network, with the same seeds and number of updates as without it,
 * and its result.
 *
 * @param cell of the network on which it was tried
 * @param change the change
 * @param rules the rules whose findings it addresses, at least one
 * @param judged losses and promised quantities by seed, and their judgement
 */
public record Cure(String cell, Change change, List<Rule> rules, JudgedTrial judged) {
  public Cure {
    rules = List.copyOf(rules);
  }

  /** Whether it helped. */
  public boolean hasHelped() {
    return judged.verdict() == TrialVerdict.HELPED;
  }
}
