package dev.carousel.refusal;

import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Lets every test class begin with a blank page; JUnit finds it as a service. */
public final class FreshNotes implements TestExecutionListener {
  /** For JUnit. */
  public FreshNotes() {}

  @Override
  public void executionStarted(TestIdentifier test) {
    test.getSource()
        .filter(ClassSource.class::isInstance)
        .map(ClassSource.class::cast)
        .map(ClassSource::getClassName)
        .filter(name -> name.indexOf('$') < 0)
        .ifPresent(Notes::forget);
  }
}
