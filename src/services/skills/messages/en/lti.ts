/** A test launched by a learning platform. */
export const lti = {
  title: 'The test could not be launched',
  what: 'Go back to your learning platform and launch the test again. If it happens again, show this page to whoever runs the platform.',
  errors: {
    platform_unknown: 'This platform is not known here: it has to be registered first.',
    login_unknown: 'This launch is too old, or was used already.',
    keys_unreachable: 'The keys of the platform do not answer: its signature cannot be checked.',
    token_refused: 'The signature of the platform is not valid.',
    launch_not_understood: 'The platform sent a launch that Renfort does not know.',
  },
};
