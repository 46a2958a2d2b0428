package dev.carousel.flow.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong, and how that is known.
 *
 * @param rule which
 * @param title in a sentence
 * @param evidence the measurements that it stands on, a sentence each
 * @param confidence how sure it is
 * @param layer the group of the layer's parameters; null if it is about the whole network
 * @param subject the state or gate; null if it is about none
 */
public record Finding(
    Rule rule,
    String title,
    List<String> evidence,
    Confidence confidence,
    @Nullable String layer,
    @Nullable String subject) {
  /** Copies the list. */
  public Finding {
    evidence = List.copyOf(evidence);
  }
}
