/** The metrics of a training for Micrometer, and so for Prometheus, Datadog and others. */
@NullMarked
package dev.carousel.examples.metrics;

import org.jspecify.annotations.NullMarked;
