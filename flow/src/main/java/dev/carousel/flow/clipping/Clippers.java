package dev.carousel.flow.clipping;

import static dev.carousel.plugin.PluginKind.HOOK;

import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;

/** The compared clipping methods: the available hooks, found by their roles. */
record Clippers(Catalogue catalogue) {

  /** Whether a hook makes gradients smaller, so that only one such hook is tried at a time. */
  boolean isClipping(PluginRef hook) {
    return catalogue.is(HOOK, hook, PluginRole.CLIPPING);
  }

  /**
   * The hooks that are compared.
   *
   * @param norm the threshold for clipping by the norm; NaN if there is none
   * @param elements the threshold for clipping element by element; NaN if there is none
   */
  List<PluginRef> candidates(ThresholdAdvice norm, ThresholdAdvice elements) {
    List<PluginRef> candidates = new ArrayList<>();
    candidates.addAll(withThreshold(OptionRole.NORM_THRESHOLD, norm));
    candidates.addAll(withThreshold(OptionRole.ELEMENT_THRESHOLD, elements));
    candidates.addAll(catalogue.list(HOOK, PluginRole.CLIPPING, PluginRole.SELF_TUNING));
    return candidates;
  }

  private List<PluginRef> withThreshold(OptionRole role, ThresholdAdvice advice) {
    if (!(advice.threshold() > 0)) {
      return List.of();
    }
    return catalogue.list(HOOK, PluginRole.CLIPPING).stream()
        .filter(hook -> !catalogue.is(HOOK, hook, PluginRole.SELF_TUNING))
        .flatMap(
            hook -> catalogue.with(HOOK, hook, role, Catalogue.plain(advice.threshold())).stream())
        .toList();
  }
}
