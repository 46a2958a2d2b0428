package dev.carousel.flow.remedy;

import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.trial.TrialVerdict;
import java.util.List;

/**
 * A change that was tried on a network, with the same seeds and for as many updates as without it,
 * and what became of it.
 *
 * @param cell of the network that it was tried on
 * @param change what was changed
 * @param rules what it is against, at least one thing
 * @param judged losses and promised quantities by seed, and what may be said of them
 */
public record Cure(String cell, Change change, List<Rule> rules, JudgedTrial judged) {
  public Cure {
    rules = List.copyOf(rules);
  }

  /** Whether it may be called a help. */
  public boolean hasHelped() {
    return judged.verdict() == TrialVerdict.HELPED;
  }
}
