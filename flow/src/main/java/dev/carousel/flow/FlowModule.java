package dev.carousel.flow;

import com.google.inject.AbstractModule;

/**
 * The Guice module of the laboratory, used together with {@link dev.carousel.CarouselModule}: binds
 * {@link FlowMeter} to {@link GradientFlow}. Replace it with {@link
 * com.google.inject.util.Modules#override}. Immutable.
 */
public final class FlowModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(FlowMeter.class).toInstance(GradientFlow::measure);
  }
}
