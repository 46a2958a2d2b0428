package dev.carousel.cli.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written.
 *
 * @param tensors how many
 * @param verified the largest relative difference on a sample; null where nothing could verify it
 * @param notes sentences for the user
 */
record Exported(int tensors, @Nullable Double verified, List<String> notes) {}
