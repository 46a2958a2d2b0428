package dev.carousel.flow.remedy;

import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that is prescribed for one network, as it may be told: free of contradictions.
 *
 * <ul>
 *   <li>Nothing is prescribed that is in force already.
 *   <li>No two prescriptions set one option to different values, and none opens a gate that another
 *       closes. What concerns the gradient as a whole is found first and has precedence.
 *   <li>Nothing shuts the gates that keep a state further than the data's need allows, whatever it
 *       is against.
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
   * Leaves out what contradicts or is in force.
   *
   * @param lag from which errors have to come back
   * @param rules what may be tried against a finding by itself
   * @return for each finding what is prescribed; it may be nothing. What concerns the gradient
   *     itself comes first, as it is to be told
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

  /** A remedy whose changes are alternatives stands or falls with all of them. */
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
