package dev.carousel.flow.clipping;

import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ways to clip that are compared: those of them that are there. */
final class Clippers {
  private static final String MAX = "max";
  private static final String BY_NORM = "clip-norm";
  private static final String BY_VALUE = "clip-value";

  /** They set their own thresholds, by their defaults. */
  private static final List<String> BY_THEMSELVES = List.of("autoclip", "agc", "zclip");

  /** Hooks that make gradients smaller, of which one at a time is to be compared. */
  private static final List<String> CLIPPING =
      List.of(BY_NORM, BY_VALUE, "clip-layer-norm", "clip-step", "autoclip", "agc", "zclip");

  private Clippers() {}

  static boolean isClipping(PluginRef hook) {
    return CLIPPING.contains(hook.id());
  }

  /**
   * What is compared.
   *
   * @param norm the threshold for clipping by the norm; NaN if there is none
   * @param elements the threshold for clipping element by element; NaN if there is none
   */
  static List<PluginRef> candidates(
      Catalogue catalogue, ThresholdAdvice norm, ThresholdAdvice elements) {
    List<PluginRef> candidates = new ArrayList<>();
    withThreshold(catalogue, BY_NORM, norm).ifPresent(candidates::add);
    withThreshold(catalogue, BY_VALUE, elements).ifPresent(candidates::add);
    BY_THEMSELVES.stream()
        .filter(id -> catalogue.isKnown(PluginKind.HOOK, id))
        .map(PluginRef::parse)
        .forEach(candidates::add);
    return candidates;
  }

  private static Optional<PluginRef> withThreshold(
      Catalogue catalogue, String id, ThresholdAdvice advice) {
    PluginRef hook = PluginRef.parse(id);
    boolean isThere = catalogue.has(PluginKind.HOOK, hook, MAX);
    return isThere && advice.threshold() > 0
        ? Optional.of(Catalogue.with(hook, MAX, Catalogue.plain(advice.threshold())))
        : Optional.empty();
  }
}
