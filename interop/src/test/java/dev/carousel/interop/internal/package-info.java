@NullMarked
package dev.carousel.interop.internal;

import org.jspecify.annotations.NullMarked;
