package dev.carousel.refusal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a test that only some machines run, or whose messages differ between them. What it asserts
 * is left out of the table of bad inputs, which is the same everywhere.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OnSomeMachines {}
