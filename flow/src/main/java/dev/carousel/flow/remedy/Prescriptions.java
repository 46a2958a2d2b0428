package dev.carousel.flow.remedy;

import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All prescriptions for one network, without contradictions.
 *
 * <ul>
 *   <li>Nothing is prescribed that is already set.
 *   <li>No two prescriptions set the same option to different values, and none opens a gate that
 *       another closes. Findings about the gradient as a whole come first and have precedence.
 *   <li>No prescription closes the gates that keep a state further than the data's need allows,
 *       whatever its finding.
 *   <li>Without a finding nothing is prescribed.
 * </ul>
 */
final class Prescriptions {
  private final Settings settings;
  private final Map<String, String> set = new LinkedHashMap<>();

  private final int lag;

  private Prescriptions(Settings settings, int lag) {
    this.settings = settings;
    this.lag = lag;
  }

  /**
   * Leaves out remedies that contradict others or are already set.
   *
   * @param lag over which errors must come back
   * @param rules the remedies for a single finding
   * @return the remedies for each finding, possibly none; findings about the gradient itself come
   *     first
   */
  static Map<Finding, List<Remedy>> of(
      Run run, Catalogue catalogue, int lag, Function<Finding, List<Remedy>> rules) {
    Prescriptions all = new Prescriptions(new Settings(catalogue, Settings.recipe(run)), lag);
    Map<Finding, List<Remedy>> prescribed = new LinkedHashMap<>();
    for (Finding finding : run.findings()) {
      List<Remedy> kept = new ArrayList<>();
      for (Remedy remedy : rules.apply(finding)) {
        all.agreed(remedy, kept);
      }
      prescribed.put(finding, List.copyOf(kept));
    }
    return inOrder(prescribed);
  }

  private static Map<Finding, List<Remedy>> inOrder(Map<Finding, List<Remedy>> prescribed) {
    Map<Finding, List<Remedy>> ordered = new LinkedHashMap<>();
    for (boolean isOfGradient : new boolean[] {true, false}) {
      prescribed.forEach(
          (finding, remedies) -> {
            if (finding.rule().isOfGradient() == isOfGradient) {
              ordered.put(finding, remedies);
            }
          });
    }
    return ordered;
  }

  /** Keeps a remedy whose changes are alternatives only if all of them are allowed. */
  private void agreed(Remedy remedy, List<Remedy> kept) {
    Map<String, String> changed = new LinkedHashMap<>();
    for (Change change : remedy.changes()) {
      Map<String, String> own = settings.changedBy(change);
      if (own.isEmpty() || settings.forgets(change, lag)) {
        return; // in force, or against the need
      }
      changed.putAll(own);
    }
    boolean isContradiction =
        changed.entrySet().stream()
            .anyMatch(
                entry ->
                    !set.getOrDefault(entry.getKey(), entry.getValue()).equals(entry.getValue()));
    if (!isContradiction) {
      set.putAll(changed);
      kept.add(remedy);
    }
  }
}
