/** The command line. Nothing is exported: it is started, not called. */
open module dev.carousel.cli {
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires com.fasterxml.jackson.annotation;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.google.guice;
  requires commons.math3;
  requires dev.carousel.core;
  requires dev.carousel.data;
  requires dev.carousel.experiments;
  requires dev.carousel.flow;
  requires dev.carousel.interop;
  requires dev.carousel.losses;
  requires info.picocli;
  requires java.compiler;
  requires java.xml;
  requires jdk.httpserver;
  requires me.tongfei.progressbar;
  requires org.apache.commons.csv;
  requires org.slf4j;
  requires static org.jspecify;

  uses dev.carousel.experiments.TrialPlace;

  provides ch.qos.logback.classic.spi.Configurator with
      dev.carousel.cli.console.LogConfigurator;
}
